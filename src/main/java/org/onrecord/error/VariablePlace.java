package org.onrecord.error;

import java.util.List;
import java.util.stream.IntStream;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.ObjectField;
import graphql.language.VariableReference;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

/** Finds the argument that a variable is a value of. Other errors name the fields of an argument, not of a variable. */
final class VariablePlace {

    private VariablePlace() {}

    /**
     * The path of a field in the argument.
     *
     * @param path the path of the field in the variable: {@code $in.quote.text}
     * @return for example {@code input.quote.text}, or the given path if no argument has the variable as its value
     */
    static String field(Document document, String path) {
        int end = IntStream.range(1, path.length())
                .filter(i -> path.charAt(i) == '.' || path.charAt(i) == '[')
                .findFirst()
                .orElse(path.length());
        String variable = path.substring(1, end);
        StringBuilder place = new StringBuilder();
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            @SuppressWarnings("rawtypes")
                            public TraversalControl visitVariableReference(
                                    VariableReference reference, TraverserContext<Node> context) {
                                if (reference.getName().equals(variable)) {
                                    place.append(place(reference, context.getParentNodes()));
                                    return TraversalControl.QUIT;
                                }
                                return TraversalControl.CONTINUE;
                            }
                        },
                        document);
        return place.isEmpty() ? path : place + path.substring(end);
    }

    /** @param parents the nodes around the variable, from the inside */
    @SuppressWarnings("rawtypes")
    private static String place(Node variable, List<Node> parents) {
        StringBuilder place = new StringBuilder();
        Node child = variable;
        for (Node parent : parents) {
            if (parent instanceof Argument argument) {
                return argument.getName() + place;
            } else if (parent instanceof ObjectField field) {
                place.insert(0, "." + field.getName());
            } else if (parent instanceof ArrayValue list) {
                place.insert(0, "[" + list.getValues().indexOf(child) + "]");
            }
            child = parent;
        }
        return "";
    }
}
