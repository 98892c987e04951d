package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("The precision of a date.")
public enum DatePrecision {
    @Description("The day is known.")
    DAY,
    @Description("Only the month is known. The date is the first day of the month.")
    MONTH,
    @Description("Only the year is known. The date is the first day of the year.")
    YEAR
}
