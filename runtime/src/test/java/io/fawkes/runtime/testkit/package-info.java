/**
 * What the tests of every module share: databases, servers that can fail, and the rules of architecture. Tests call it;
 * it knows no module but runtime.
 */
@NullMarked
package io.fawkes.runtime.testkit;

import org.jspecify.annotations.NullMarked;
