package io.fawkes.insights.domain.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts that come again and again, such as environments and the front of addresses, each under a number.
 *
 * <p>One thread adds; any thread that was handed a number later may read it. Holds at most {@link #MOST}, so that texts that
 * never come again cannot fill the heap.
 */
public final class Phrases {
    /** Number of the empty text, which every book of phrases holds. */
    static final int EMPTY = 0;

    private static final int MOST = 1 << 16;

    private final Map<String, Integer> numbers = new HashMap<>();
    private volatile String[] texts = new String[64];
    private int size;

    public Phrases() {
        add("");
    }

    /** Takes the phrases back that {@link #all} told, under their numbers; only before any other. */
    public void restore(List<String> all) {
        all.stream().skip(1).forEach(this::add);
    }

    /** Every phrase by its number. */
    public List<String> all() {
        return new ArrayList<>(Arrays.asList(texts).subList(0, size));
    }

    /** Number of {@code text}, which is added if there is room; {@link #EMPTY} if there is none. */
    int number(String text) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        return size < MOST ? add(text) : EMPTY;
    }

    String text(int number) {
        return texts[number];
    }

    private int add(String text) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, size * 2);
        }
        texts[size] = text;
        numbers.put(text, size);
        return size++;
    }
}
