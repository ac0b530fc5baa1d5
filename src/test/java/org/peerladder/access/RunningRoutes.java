package org.peerladder.access;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.core.Application;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;

/** Every route of every JAX-RS application in a running server, read from their own models. */
final class RunningRoutes {

    /** {@code route} as the application writes it, with the application's own address before it. */
    record RunningRoute(String method, String route) {

        /** An address that leads here. */
        String example() {
            return route.replaceAll("\\{(name|engine|processEngineName)}", "default")
                    .replaceAll("\\{[^}]*}", "some-id");
        }

        @Override
        public String toString() {
            return method + " " + route;
        }
    }

    private final Set<RunningRoute> routes =
            new TreeSet<>(Comparator.comparing(RunningRoute::route).thenComparing(RunningRoute::method));

    static Set<RunningRoute> of(ServletContext server, ResourceConfig engineRest) {
        var found = new RunningRoutes();
        for (var servlet : server.getServletRegistrations().values()) {
            if (ServletContainer.class.getName().equals(servlet.getClassName())) {
                var application = applicationClass(servlet);
                var classes = application == null
                        ? engineRest.getClasses()
                        : create(application).getClasses();
                servlet.getMappings().forEach(mapping -> found.add(mapping.replaceFirst("/\\*$", ""), classes));
            }
        }
        return found.routes;
    }

    private static String applicationClass(ServletRegistration servlet) {
        return servlet.getInitParameter(ServletProperties.JAXRS_APPLICATION_CLASS);
    }

    private static Application create(String application) {
        try {
            return (Application) Class.forName(application).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private void add(String before, Set<Class<?>> classes) {
        for (var each : classes) {
            var resource = Resource.from(each);
            if (resource != null) {
                add(path(before, resource.getPath()), resource);
            }
        }
    }

    private void add(String path, Resource resource) {
        for (var method : resource.getResourceMethods()) {
            routes.add(new RunningRoute(method.getHttpMethod(), path));
        }
        var locator = resource.getResourceLocator();
        if (locator != null) {
            var located = Resource.from(locator.getInvocable().getRawResponseType(), true);
            if (located == null) {
                throw new AssertionError("Not known what is served at " + path);
            }
            add(path, located);
        }
        for (var child : resource.getChildResources()) {
            add(path(path, child.getPath()), child);
        }
    }

    private static String path(String before, String path) {
        var parts = List.of(before, path.replaceFirst("^/", ""));
        return String.join("/", parts).replaceFirst("/$", "");
    }
}
