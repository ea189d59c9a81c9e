package dev.synoptic.schemas.codec;

import dev.synoptic.schemas.PolicyRule;
import org.apache.avro.Schema;

/// `policy-rule.avdl`.
final class PolicyRuleShape implements Shape<PolicyRule> {

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.PolicyRule.getClassSchema();
    }

    @Override
    public void write(WireWriter out, PolicyRule rule) {
        out.text(rule.name());
        out.number(rule.sinceMicros());
        out.optionalText(rule.suspended());
    }

    @Override
    public PolicyRule read(WireReader in) {
        return new PolicyRule(in.text(), in.number(), in.optionalText());
    }
}
