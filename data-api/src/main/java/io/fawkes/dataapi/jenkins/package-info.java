/**
 * Jenkins' notification plugin: its four phases, and which builds are deployments. It knows the plugin's JSON and the
 * domain.
 */
@NullMarked
package io.fawkes.dataapi.jenkins;

import org.jspecify.annotations.NullMarked;
