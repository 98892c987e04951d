package org.onrecord.mutation.validation;

import java.lang.annotation.ElementType;

import jakarta.inject.Singleton;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;

/**
 * Lets Bean Validation traverse all fields of an input. The default resolver asks JPA for each field whether it is
 * loaded. Inputs are not entities, and the check took as much time of an import as the validation itself.
 */
@Singleton
final class InputTraversableResolver implements ValidatorFactoryCustomizer, TraversableResolver {

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
