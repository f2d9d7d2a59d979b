/**
 * What any process of the mesh needs that is not about its domain, one package per job. Every service may call it; it
 * knows no domain noun and none of our generated messages.
 */
@NullMarked
package io.fawkes.runtime;

import org.jspecify.annotations.NullMarked;
