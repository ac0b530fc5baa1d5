package org.peerladder.engine;

import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineServices;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.spring.ApplicationContextElResolver;
import org.camunda.bpm.engine.test.mock.MockElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ArrayELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;
import org.springframework.context.ApplicationContext;

/**
 * What an expression reaches: the variables of its case, and of the application only the beans that are made for diagrams.
 * As shipped it reaches every bean, the data source among them, and by reflection every class.
 */
class DiagramExpressions extends JuelExpressionManager {

    private final ApplicationContext application;

    DiagramExpressions(ApplicationContext application) {
        super(null);
        this.application = application;
    }

    /** Whether an expression may name this bean. */
    static boolean exposes(ApplicationContext application, String bean) {
        return application.containsBean(bean)
                && (application.findAnnotationOnBean(bean, UsedByDiagrams.class) != null
                        || Stream.of(JavaDelegate.class, ExecutionListener.class, TaskListener.class)
                                .anyMatch(step -> application.isTypeMatch(bean, step)));
    }

    @Override
    protected ELResolver createElResolver() {
        var resolver = new CompositeELResolver();
        resolver.add(new VariableScopeElResolver());
        resolver.add(new VariableContextElResolver());
        resolver.add(new MockElResolver());
        resolver.add(new DiagramBeans(application));
        resolver.add(new ArrayELResolver());
        resolver.add(new ListELResolver());
        resolver.add(new MapELResolver());
        resolver.add(new WithoutReflection());
        return resolver;
    }

    private static class DiagramBeans extends ApplicationContextElResolver {

        DiagramBeans(ApplicationContext application) {
            super(application);
        }

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            return base == null && exposes(applicationContext, (String) property)
                    ? super.getValue(context, base, property)
                    : null;
        }
    }

    /** From a class one gets to any other, from the engine to its services and all cases: neither is handed out. */
    private static class WithoutReflection extends BeanELResolver {

        @Override
        public Object getValue(ELContext context, Object base, Object property) {
            return checked(super.getValue(context, base, property));
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] arguments) {
            return checked(super.invoke(context, base, method, types, arguments));
        }

        private static Object checked(Object value) {
            if (value instanceof Class || value instanceof ClassLoader || value instanceof ProcessEngineServices) {
                throw new ELException("Expressions may use neither Java classes nor the engine's services.");
            }
            return value;
        }
    }
}
