package dev.synoptic.standalone.config;

import java.util.Map;

/// All settings. A service reads its own section, and the sections that all share.
public record Settings(
        @Setting("passed to every Kafka client as it stands: `bootstrap.servers`, TLS, SASL")
        Map<String, String> kafka,

        TopicsSection topics,
        RulesSection rules,
        BrokerSection broker,
        AgentSection agent,
        StreamsSection streams,
        GatewaySection gateway,
        PolicySection policy,
        FrontSection front) {}
