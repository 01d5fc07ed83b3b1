package io.memgit.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LimitsTest {

    @Test
    void eachAreaHasItsPublishedDefaults() {
        Limits limits = Limits.defaults();

        assertThat(limits.http().requestSize()).isEqualTo(ByteCount.megabytes(10));
        assertThat(limits.http().requestTime()).isEqualTo(Duration.ofSeconds(25));
        assertThat(limits.push().packSize()).isEqualTo(ByteCount.megabytes(512));
        assertThat(limits.push().objectSize()).isEqualTo(ByteCount.megabytes(100));
        assertThat(limits.push().time()).isEqualTo(Duration.ofMinutes(10));
        assertThat(limits.push().commands()).isEqualTo(50_000);
        assertThat(limits.tree().depth()).isEqualTo(512);
        assertThat(limits.tree().entries()).isEqualTo(100_000);
        assertThat(limits.tree().walkEntries()).isEqualTo(1_000_000);
        assertThat(limits.commit().actions()).isEqualTo(10_000);
        assertThat(limits.auth().loginFailures()).isEqualTo(5);
    }

    @Test
    void noLimitCanBeSwitchedOffByZero() throws Exception {
        for (RecordComponent area : Limits.class.getRecordComponents()) {
            Object defaults = area.getAccessor().invoke(Limits.defaults());
            RecordComponent[] limits = area.getType().getRecordComponents();
            for (int i = 0; i < limits.length; i++)
                assertThat(refusesZero(defaults, limits, i)).as("%s.%s", area.getName(), limits[i].getName()).isTrue();
        }
    }

    private static boolean refusesZero(Object area, RecordComponent[] limits, int zeroed) throws Exception {
        Object[] values = new Object[limits.length];
        for (int i = 0; i < limits.length; i++)
            values[i] = i == zeroed ? zero(limits[i].getType()) : limits[i].getAccessor().invoke(area);
        Class<?>[] types = Arrays.stream(limits).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = area.getClass().getDeclaredConstructor(types);
        try {
            constructor.newInstance(values);
            return false;
        } catch (InvocationTargetException e) {
            return e.getCause() instanceof IllegalArgumentException refusal
                    && String.valueOf(refusal.getMessage()).startsWith(limits[zeroed].getName() + " ");
        }
    }

    private static Object zero(Class<?> type) {
        if (type == int.class)
            return 0;
        return type == Duration.class ? Duration.ZERO : new ByteCount(0);
    }
}
