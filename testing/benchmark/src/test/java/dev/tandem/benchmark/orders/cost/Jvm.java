package dev.tandem.benchmark.orders.cost;

import com.sun.tools.attach.VirtualMachine;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The counters of another JVM of this user, whatever its options: it is told to open its management. */
final class Jvm implements Counters {

    private final JMXConnector connector;
    private final MBeanServerConnection beans;

    private Jvm(JMXConnector connector) throws Exception {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
    }

    @SuppressWarnings("BanJNDI") // the address is that of a process of ours
    static Jvm attach(long pid) throws Exception {
        var machine = VirtualMachine.attach("" + pid);
        try {
            return new Jvm(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** Only a Kafka broker has requests to Kafka. */
    @Override
    public void addTo(Map<String, Double> counters) throws Exception {
        add("allocated KiB", sum("java.lang:type=Threading", "TotalThreadAllocatedBytes") / 1024, counters);
        add("GC ms", sum("java.lang:type=GarbageCollector,*", "CollectionTime"), counters);
        var requests = sum("kafka.network:type=RequestMetrics,name=RequestsPerSec,*", "Count");
        if (requests > 0) {
            add("Kafka requests", requests, counters);
        }
    }

    private static void add(String name, double value, Map<String, Double> counters) {
        counters.merge(name, value, Double::sum);
    }

    private double sum(String pattern, String attribute) throws Exception {
        var sum = 0.0;
        for (var name : beans.queryNames(new ObjectName(pattern), null)) {
            sum += ((Number) beans.getAttribute(name, attribute)).doubleValue();
        }
        return sum;
    }

    @Override
    public void close() throws Exception {
        connector.close();
    }
}
