package io.fawkes.dataapi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import io.fawkes.dataapi.domain.fact.DeploymentFrequencyChoice;
import io.fawkes.dataapi.domain.fact.LeadTimeChoice;
import io.fawkes.dataapi.domain.fact.RecoveryTimeChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The choices of DORA's survey: readers of the feed take the contract's numbers for the buckets of the survey. */
class SurveyChoicesTest {

    @ParameterizedTest
    @MethodSource("questions")
    void theChoicesAreNumberedFromTheWorstToTheBest(List<Enum<?>> choices) {
        List<EnumValueDescriptor> told = choices.stream()
                .map(CatalogValues::toMessage)
                .map(EnumValueDescriptor.class::cast)
                .toList();

        assertEquals(
                List.of(1, 2, 3, 4, 5, 6),
                told.stream().map(EnumValueDescriptor::getNumber).toList());
        assertEquals(choices, told.stream().map(CatalogValues::toDomain).toList());
    }

    static List<List<Enum<?>>> questions() {
        return List.of(
                List.of(LeadTimeChoice.values()),
                List.of(DeploymentFrequencyChoice.values()),
                List.of(RecoveryTimeChoice.values()));
    }

    @Test
    void noChoiceIsNone() {
        var unspecified = io.fawkes.dataapi.v1.LeadTimeChoice.LEAD_TIME_CHOICE_UNSPECIFIED.getValueDescriptor();

        assertThrows(IllegalArgumentException.class, () -> CatalogValues.toDomain(unspecified));
    }
}
