package org.onrecord.publish;

import java.util.List;

import jakarta.validation.Valid;

/** People, events and articles that are published together. They may refer to each other in any order. */
public record Story(
        List<@Valid PersonInput> people, List<@Valid EventInput> events, List<@Valid ArticleInput> articles) {}
