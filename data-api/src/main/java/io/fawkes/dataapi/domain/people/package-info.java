/**
 * People, of whom only a login is known, and how one is taken out of everything. Erasures are its port; nothing here may keep a
 * login longer than the work takes.
 */
@NullMarked
package io.fawkes.dataapi.domain.people;

import org.jspecify.annotations.NullMarked;
