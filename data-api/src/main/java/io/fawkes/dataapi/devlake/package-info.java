/**
 * The webhooks of Apache DevLake's plugin, taken in its stead: deployments, issues, pull requests. It knows the plugin's
 * JSON and paths and the domain.
 */
@NullMarked
package io.fawkes.dataapi.devlake;

import org.jspecify.annotations.NullMarked;
