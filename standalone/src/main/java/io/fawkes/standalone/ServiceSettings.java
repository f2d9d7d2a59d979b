package io.fawkes.standalone;

import io.fawkes.alerting.AlertingConfig;
import io.fawkes.anomaly.AnomalyConfig;
import io.fawkes.dataapi.DataApiConfig;
import io.fawkes.gateway.GatewayConfig;
import io.fawkes.insights.InsightsConfig;
import io.fawkes.runtime.config.Settings;

/** Reads a service's settings as the service itself does, without starting it. */
final class ServiceSettings {

    private ServiceSettings() {}

    /**
     * Reads {@code settings}, those of {@code service}.
     *
     * @throws io.fawkes.runtime.config.ConfigurationException with every mistake
     */
    static void read(Service service, Settings settings) {
        switch (service) {
            case DATA_API -> DataApiConfig.from(settings);
            case INSIGHTS -> InsightsConfig.from(settings);
            case ANOMALY_DETECTION -> AnomalyConfig.from(settings);
            case SMART_ALERTING -> AlertingConfig.from(settings);
            case GATEWAY -> GatewayConfig.from(settings);
        }
        settings.rejectMistakes();
    }
}
