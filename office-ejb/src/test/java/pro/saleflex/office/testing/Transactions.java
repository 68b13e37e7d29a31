package pro.saleflex.office.testing;

import jakarta.annotation.Priority;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRequiredException;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;

/** Runs beans in the transactions that their annotations declare, without a server. */
public final class Transactions {
    private static final ThreadLocal<Deque<EntityManager>> CURRENT = ThreadLocal.withInitial(ArrayDeque::new);
    private static volatile EntityManagerFactory factory;

    private Transactions() {}

    static void use(EntityManagerFactory entityManagers) {
        factory = entityManagers;
    }

    /**
     * Returns an entity manager that uses the transaction of the current thread; without one, a new one for each call.
     */
    static EntityManager sharedEntityManager() {
        return (EntityManager) Proxy.newProxyInstance(
                Transactions.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    EntityManager running = CURRENT.get().peek();
                    try {
                        return method.invoke(running == null ? factory.createEntityManager() : running, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Runs work in a new transaction, as a calling facade would. */
    public static void run(Runnable work) {
        Deque<EntityManager> stack = CURRENT.get();
        EntityManager entityManager = factory.createEntityManager();
        entityManager.getTransaction().begin();
        stack.push(entityManager);
        try {
            work.run();
            entityManager.getTransaction().commit();
        } finally {
            stack.pop();
            if (entityManager.getTransaction().isActive()) {
                entityManager.getTransaction().rollback();
            }
            entityManager.close();
        }
    }

    /** Marks the beans that run in transactions. */
    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    public @interface InTransaction {}

    /** Interceptor that runs business methods in the transaction they declare. */
    @Interceptor
    @InTransaction
    @Priority(Interceptor.Priority.PLATFORM_BEFORE)
    public static class Runner {

        @AroundInvoke
        Object run(InvocationContext call) throws Exception {
            Deque<EntityManager> stack = CURRENT.get();
            switch (attribute(call)) {
                case MANDATORY -> {
                    if (stack.isEmpty()) {
                        throw new EJBTransactionRequiredException(
                                call.getMethod().toString());
                    }
                    return call.proceed();
                }
                case REQUIRED -> {
                    return stack.isEmpty() ? inNew(call, stack) : call.proceed();
                }
                case REQUIRES_NEW -> {
                    return inNew(call, stack);
                }
                default -> {
                    return call.proceed();
                }
            }
        }

        private static Object inNew(InvocationContext call, Deque<EntityManager> stack) throws Exception {
            EntityManager entityManager = factory.createEntityManager();
            entityManager.getTransaction().begin();
            stack.push(entityManager);
            try {
                Object result = call.proceed();
                entityManager.getTransaction().commit();
                return result;
            } catch (RuntimeException e) {
                if (entityManager.getTransaction().isActive()) {
                    entityManager.getTransaction().rollback();
                }
                throw e.getClass().isAnnotationPresent(ApplicationException.class) ? e : new EJBException(e);
            } finally {
                stack.pop();
                entityManager.close();
            }
        }

        private static TransactionAttributeType attribute(InvocationContext call) {
            Method method = call.getMethod();
            Class<?> bean = method.getDeclaringClass();
            TransactionManagement management = bean.getAnnotation(TransactionManagement.class);
            if (management != null && management.value() == TransactionManagementType.BEAN) {
                return TransactionAttributeType.NOT_SUPPORTED;
            }
            TransactionAttribute own = method.getAnnotation(TransactionAttribute.class);
            TransactionAttribute all = bean.getAnnotation(TransactionAttribute.class);
            return own != null ? own.value() : all != null ? all.value() : TransactionAttributeType.REQUIRED;
        }
    }
}
