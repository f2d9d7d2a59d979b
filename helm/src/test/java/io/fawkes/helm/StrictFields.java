package io.fawkes.helm;

import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds fields that Kubernetes does not have. Its models take them without a word and keep them in
 * {@code getAdditionalProperties()}, however deep.
 */
final class StrictFields {

    private static final String OTHERS = "getAdditionalProperties";

    private static final ClassValue<List<Method>> GETTERS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> model) {
            return Arrays.stream(model.getMethods())
                    .filter(method -> method.getName().startsWith("get") && method.getParameterCount() == 0)
                    .toList();
        }
    };

    private StrictFields() {}

    /** Paths of fields of {@code object} that its model does not know. */
    static List<String> unknown(Object object) {
        return below(object, object.getClass().getSimpleName()).toList();
    }

    private static Stream<String> below(@Nullable Object value, String path) {
        return switch (value) {
            case null -> Stream.empty();
            case GenericKubernetesResource _, AnyType _ -> Stream.empty();
            case Collection<?> many -> many.stream().flatMap(one -> below(one, path + "[]"));
            case Map<?, ?> map ->
                map.entrySet().stream().flatMap(one -> below(one.getValue(), path + "." + one.getKey()));
            default -> isModel(value) ? ofModel(value, path) : Stream.empty();
        };
    }

    private static boolean isModel(Object value) {
        return value.getClass().getName().startsWith("io.fabric8.") && !(value instanceof Enum<?>);
    }

    private static Stream<String> ofModel(Object model, String path) {
        return GETTERS.get(model.getClass()).stream().flatMap(getter -> ofField(model, getter, path));
    }

    private static Stream<String> ofField(Object model, Method getter, String path) {
        if (getter.getName().equals(OTHERS)) {
            return ((Map<?, ?>) value(model, getter)).keySet().stream().map(name -> path + "." + name);
        }
        return below(value(model, getter), path + "." + getter.getName().substring(3));
    }

    private static Object value(Object model, Method getter) {
        try {
            return getter.invoke(model);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(getter.toString(), e);
        }
    }
}
