/**
 * smart-alerting's database. Implements the ports of the domain; nobody else may enter the tables.
 */
@NullMarked
package io.fawkes.alerting.postgres;

import org.jspecify.annotations.NullMarked;
