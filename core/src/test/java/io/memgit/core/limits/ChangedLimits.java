package io.memgit.core.limits;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/**
 * Limits that are the usual ones but for one area; so that a new area is no business of tests about
 * another.
 */
public final class ChangedLimits {

    private ChangedLimits() {}

    /** The usual limits with {@code area} in place of the one of its type. */
    public static Limits with(Record area) {
        Limits usual = Limits.defaults();
        RecordComponent[] areas = Limits.class.getRecordComponents();
        Class<?>[] types = Arrays.stream(areas).map(RecordComponent::getType).toArray(Class<?>[]::new);
        if (!Arrays.asList(types).contains(area.getClass()))
            throw new IllegalArgumentException("no area of the limits: " + area);
        Object[] values = new Object[areas.length];
        try {
            for (int i = 0; i < areas.length; i++)
                values[i] = types[i].isInstance(area) ? area : areas[i].getAccessor().invoke(usual);
            Constructor<Limits> constructor = Limits.class.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
