package dev.visor.audit.restore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Gives connections of which the one that works in a transaction breaks before its n-th statement or commit. */
final class MortalSource {

    private MortalSource() {}

    static DataSource of(DataSource source, int statements) {
        return (DataSource) Proxy.newProxyInstance(
                MortalSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = call(source, method, arguments);
                    return result instanceof Connection connection ? mortal(connection, statements) : result;
                });
    }

    private static Connection mortal(Connection connection, int statements) {
        AtomicInteger left = new AtomicInteger(statements);
        boolean[] transaction = {false};
        return (Connection) Proxy.newProxyInstance(
                MortalSource.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    transaction[0] |= name.equals("setAutoCommit");
                    boolean counts = name.equals("prepareStatement") || name.equals("commit");
                    if (transaction[0] && counts && left.decrementAndGet() == 0) {
                        connection.abort(Runnable::run);
                    }
                    return call(connection, method, arguments);
                });
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
