package dev.zoneledger.rest;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses query parameters that the method does not declare: a misspelt filter must not answer with everything. */
final class DeclaredParameters {

    private final Map<Method, TreeSet<String>> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ResourceInfo resource, UriInfo uri) {
        TreeSet<String> names = declared.computeIfAbsent(resource.getResourceMethod(), DeclaredParameters::namesOf);
        for (String given : uri.getQueryParameters().keySet()) {
            if (!names.contains(given)) {
                throw Problem.invalidParameter(Problem.FieldError.ofParameter(
                                given,
                                names.isEmpty()
                                        ? "there is no such parameter; this address takes none"
                                        : "there is no such parameter; there are " + String.join(", ", names),
                                Suggestions.nearest(given, names).orElse(null)))
                        .asException();
            }
        }
    }

    private static TreeSet<String> namesOf(Method method) {
        TreeSet<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            add(names, parameter, parameter.getName());
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                addAll(names, parameter.getType());
            }
        }
        return names;
    }

    private static void addAll(TreeSet<String> names, Class<?> bean) {
        if (bean.isRecord()) {
            for (RecordComponent component : bean.getRecordComponents()) {
                add(names, component.getAccessor(), component.getName());
            }
        }
        for (Class<?> each = bean; each != null && each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                add(names, field, field.getName());
            }
        }
    }

    private static void add(TreeSet<String> names, AnnotatedElement element, String ownName) {
        RestQuery restQuery = element.getAnnotation(RestQuery.class);
        if (restQuery != null) {
            names.add(restQuery.value().isEmpty() ? ownName : restQuery.value());
        }
        QueryParam queryParam = element.getAnnotation(QueryParam.class);
        if (queryParam != null) {
            names.add(queryParam.value());
        }
    }
}
