package org.onrecord.reading;

import java.time.LocalDate;

import org.onrecord.model.DatePrecision;

/** The date of a statement. With the precision of a month or a year, it is the first day of it. */
public record SpokenAt(LocalDate date, DatePrecision precision) {}
