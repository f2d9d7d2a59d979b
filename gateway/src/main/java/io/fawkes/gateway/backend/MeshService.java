package io.fawkes.gateway.backend;

/** The services behind the door: each is one process, or several alike, that serves one package of the contract. */
public enum MeshService {
    DATA_API("fawkes.dataapi.v1", "FAWKES_DATA_API_ADDRESS", "127.0.0.1:9101"),
    INSIGHTS("fawkes.insights.v1", "FAWKES_INSIGHTS_ADDRESS", "127.0.0.1:9102"),
    ANOMALY_DETECTION("fawkes.anomaly.v1", "FAWKES_ANOMALY_DETECTION_ADDRESS", "127.0.0.1:9103"),
    SMART_ALERTING("fawkes.alerting.v1", "FAWKES_SMART_ALERTING_ADDRESS", "127.0.0.1:9104");

    private final String contract;
    private final String addressVariable;
    private final String usualAddress;

    MeshService(String contract, String addressVariable, String usualAddress) {
        this.contract = contract;
        this.addressVariable = addressVariable;
        this.usualAddress = usualAddress;
    }

    /** The package of the contract that it serves all of. */
    public String contract() {
        return contract;
    }

    /** The variable that says where it answers gRPC. */
    public String addressVariable() {
        return addressVariable;
    }

    /** Where it answers when nobody says. */
    public String usualAddress() {
        return usualAddress;
    }
}
