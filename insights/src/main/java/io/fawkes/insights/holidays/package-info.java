/**
 * Public holidays as Jollyday knows them, as the domain's port asks for them. The configuration hands it out.
 * It knows calendars of countries and nothing of facts.
 */
@NullMarked
package io.fawkes.insights.holidays;

import org.jspecify.annotations.NullMarked;
