package io.memgit.server.settings;

import io.memgit.core.limits.ByteCount;
import io.memgit.core.limits.Limits;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The settings below {@code limits}: one for each component of {@link Limits},
 * {@code limits.push.object_count} for
 * {@code push().objectCount()}. The two that have a name of their own below {@code server} are not
 * repeated.
 */
final class LimitSettings {

    private static final Map<String, String> ELSEWHERE = Map.of(
            "limits.http.request_size", "server.max_request_size",
            "limits.http.request_time", "server.request_timeout");

    private LimitSettings() {}

    /** All settings of limits, in the order of the records. */
    static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>();
        Limits defaults = Limits.defaults();
        for (RecordComponent area : Limits.class.getRecordComponents()) {
            Object values = read(area, defaults);
            for (RecordComponent limit : values.getClass().getRecordComponents()) {
                String key = key(area, limit);
                if (!ELSEWHERE.containsKey(key))
                    all.add(setting(key, limit.getType(), read(limit, values)));
            }
        }
        return all;
    }

    /**
     * The limits that the settings give.
     *
     * @param value
     *            the valid value of a setting by its key
     */
    static Limits bind(Function<String, Object> value) {
        RecordComponent[] areas = Limits.class.getRecordComponents();
        Object[] bound = new Object[areas.length];
        for (int i = 0; i < areas.length; i++)
            bound[i] = bindArea(areas[i], value);
        return Limits.class.cast(create(Limits.class, areas, bound));
    }

    private static Object bindArea(RecordComponent area, Function<String, Object> value) {
        RecordComponent[] limits = area.getType().getRecordComponents();
        Object[] bound = new Object[limits.length];
        for (int i = 0; i < limits.length; i++) {
            String key = key(area, limits[i]);
            bound[i] = value.apply(ELSEWHERE.getOrDefault(key, key));
        }
        return create(area.getType(), limits, bound);
    }

    private static Setting<?> setting(String key, Class<?> type, Object whenAbsent) {
        if (type == int.class)
            return Setting.of(key, Form.wholeNumber(1, Integer.MAX_VALUE), whenAbsent.toString());
        if (type == ByteCount.class)
            return Setting.of(key, Form.size(new ByteCount(1), ByteCount.gigabytes(1024)), whenAbsent.toString());
        if (type == Duration.class)
            return Setting.of(key, Form.duration(Duration.ofMillis(1), Duration.ofDays(30)),
                    Form.spell((Duration) whenAbsent));
        throw new IllegalStateException("no form of a setting for " + type);
    }

    private static String key(RecordComponent area, RecordComponent limit) {
        return "limits." + snake(area.getName()) + "." + snake(limit.getName());
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static Object read(RecordComponent component, Object from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read the limit " + component.getName(), e);
        }
    }

    private static Object create(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }
}
