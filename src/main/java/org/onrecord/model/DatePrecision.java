package org.onrecord.model;

import org.eclipse.microprofile.graphql.Description;

@Description("How much of a date is known.")
public enum DatePrecision {
    @Description("The day is known.")
    DAY,
    @Description("The month is known; the date is its first day.")
    MONTH,
    @Description("The year is known; the date is its first day.")
    YEAR
}
