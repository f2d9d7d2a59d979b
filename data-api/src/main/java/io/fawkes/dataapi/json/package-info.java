/**
 * Webhook bodies in JSON, read strictly. Every source that posts JSON reads through it; it knows the domain and no
 * source.
 */
@NullMarked
package io.fawkes.dataapi.json;

import org.jspecify.annotations.NullMarked;
