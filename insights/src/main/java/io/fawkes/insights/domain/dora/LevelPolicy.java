package io.fawkes.insights.domain.dora;

import java.util.List;
import java.util.Optional;

/**
 * What is called elite, high, medium and low: by the reports of the years and by our own default.
 *
 * <p>The reports describe clusters of answers and draw no lines between them; here a value has the best level whose description
 * it meets. Where a report describes two levels alike (fail rate 2019) or in no order (2024: high 20 %, medium 10 %) the better
 * one is given. Times and frequency are graded by the survey answer, which {@link SurveyAnswer} tells, rates by their value.
 *
 * @param id its name in questions and answers, for example {@code dora-2024}
 * @param citation where its bounds come from
 * @param frequency least survey answers of elite, high and medium; likewise of the times
 * @param failRate highest rates of elite, high and medium
 */
public record LevelPolicy(
        String id, String citation, Answers frequency, Answers leadTime, Answers recovery, Rates failRate) {
    /** Accelerate State of DevOps 2019. */
    public static final LevelPolicy DORA_2019 = new LevelPolicy(
            "dora-2019",
            "Accelerate State of DevOps 2019, DORA and Google Cloud, \"Software delivery performance\"",
            new Answers(6, 4, 3),
            new Answers(5, 4, 3),
            new Answers(6, 5, 5),
            new Rates(0.15, 0.15, 0.15));

    /** Accelerate State of DevOps 2021. */
    public static final LevelPolicy DORA_2021 = new LevelPolicy(
            "dora-2021",
            "Accelerate State of DevOps 2021, DORA and Google Cloud, \"Software delivery performance\"",
            new Answers(6, 3, 2),
            new Answers(6, 4, 2),
            new Answers(6, 5, 4),
            new Rates(0.15, 0.30, 0.30));

    /** Accelerate State of DevOps 2022, which has no elite. */
    public static final LevelPolicy DORA_2022 = new LevelPolicy(
            "dora-2022",
            "Accelerate State of DevOps 2022, DORA and Google Cloud; no elite cluster",
            new Answers(Answers.NEVER, 6, 3),
            new Answers(Answers.NEVER, 4, 3),
            new Answers(Answers.NEVER, 5, 4),
            new Rates(-1, 0.15, 0.30));

    /** Accelerate State of DevOps 2023. */
    public static final LevelPolicy DORA_2023 = new LevelPolicy(
            "dora-2023",
            "Accelerate State of DevOps 2023, DORA and Google Cloud",
            new Answers(6, 4, 3),
            new Answers(5, 4, 3),
            new Answers(6, 5, 4),
            new Rates(0.05, 0.10, 0.15));

    /** Accelerate State of DevOps 2024. */
    public static final LevelPolicy DORA_2024 = new LevelPolicy(
            "dora-2024",
            "Accelerate State of DevOps 2024, DORA and Google Cloud, p. 13; its fail rates are in no order",
            new Answers(6, 4, 3),
            new Answers(5, 4, 3),
            new Answers(6, 5, 5),
            new Rates(0.05, 0.20, 0.20));

    /** The default of this project. */
    public static final LevelPolicy FAWKES_2026 = new LevelPolicy(
            "fawkes-2026",
            "Frequency and lead time by DORA 2024; recovery below an hour, a day, a week; fail rate to 5, 10, 15 %, derived from"
                    + " 2023 and not a DORA cut",
            new Answers(6, 4, 3),
            new Answers(5, 4, 3),
            new Answers(6, 5, 4),
            new Rates(0.05, 0.10, 0.15));

    /** All there are, oldest first. */
    public static final List<LevelPolicy> ALL =
            List.of(DORA_2019, DORA_2021, DORA_2022, DORA_2023, DORA_2024, FAWKES_2026);

    /** The policy of that id; empty if there is none. */
    public static Optional<LevelPolicy> named(String id) {
        return ALL.stream().filter(policy -> policy.id().equals(id)).findFirst();
    }

    /** Least survey answers of three levels. */
    public record Answers(int elite, int high, int medium) {
        private static final int NEVER = SurveyAnswer.BEST + 1;

        /** The level of one. */
        public Level grade(int answer) {
            if (answer >= elite) {
                return Level.ELITE;
            }
            if (answer >= high) {
                return Level.HIGH;
            }
            return answer >= medium ? Level.MEDIUM : Level.LOW;
        }
    }

    /** Highest rates of three levels, each inclusive. */
    public record Rates(double elite, double high, double medium) {
        /** The level of one. */
        public Level grade(double rate) {
            if (rate <= elite) {
                return Level.ELITE;
            }
            if (rate <= high) {
                return Level.HIGH;
            }
            return rate <= medium ? Level.MEDIUM : Level.LOW;
        }
    }
}
