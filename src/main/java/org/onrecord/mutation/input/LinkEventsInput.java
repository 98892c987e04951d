package org.onrecord.mutation.input;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.EventRelation;

@Input("LinkEventsInput")
@Description("A link between two events. It reads `from` CHARGES `to`, for example.")
public record LinkEventsInput(
        @NotNull @Valid @Description("The event that the relation leads from.")
        EventReference from,

        @NotNull @Description("The relation between the events.")
        EventRelation relation,

        @NotNull @Valid @Description("The event that the relation leads to.")
        EventReference to) {}
