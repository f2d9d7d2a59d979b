/**
 * The fact feed of data-api, as the domain's port asks for it. The composition root opens it.
 * It knows data-api's contract and nothing of metrics.
 */
@NullMarked
package io.fawkes.insights.dataapi;

import org.jspecify.annotations.NullMarked;
