package org.onrecord.mutation.input;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.model.EventRelation;

/** A link between two events. */
@Input("LinkEventsInput")
@Description("A link between two events, of which `from` CHARGES, FOLLOWS ... `to`.")
public record LinkEventsInput(
        @NotNull @Valid @Description("The event that the relation leads from.")
        EventReference from,

        @NotNull @Description("How they are related.") EventRelation relation,

        @NotNull @Valid @Description("The event that the relation leads to.")
        EventReference to) {}
