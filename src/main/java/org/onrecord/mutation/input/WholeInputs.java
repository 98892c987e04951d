package org.onrecord.mutation.input;

import java.lang.annotation.ElementType;

import jakarta.inject.Singleton;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;

/**
 * Has Bean Validation look at all of an input. By default it asks for each field whether it is an attribute of an entity that
 * is not loaded; inputs are no entities, and in an import the question took as long as the checks.
 */
@Singleton
final class WholeInputs implements ValidatorFactoryCustomizer, TraversableResolver {

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        configuration.traversableResolver(this);
        configuration.enableTraversableResolverResultCache(false);
    }

    @Override
    public boolean isReachable(
            Object bean, Path.Node property, Class<?> rootType, Path pathToProperty, ElementType elementType) {
        return true;
    }

    @Override
    public boolean isCascadable(
            Object bean, Path.Node property, Class<?> rootType, Path pathToProperty, ElementType elementType) {
        return true;
    }
}
