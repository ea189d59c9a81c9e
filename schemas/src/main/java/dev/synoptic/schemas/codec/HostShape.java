package dev.synoptic.schemas.codec;

import dev.synoptic.host.HostHistory;
import dev.synoptic.host.HostState;
import dev.synoptic.host.SeenSoftware;
import dev.synoptic.host.SeenSystem;
import dev.synoptic.host.SeenTool;
import dev.synoptic.host.SoftwareHonesty;
import dev.synoptic.host.Uptime;
import org.apache.avro.Schema;

/// `host.avdl`.
final class HostShape implements Shape<HostState> {

    private static final SoftwareHonesty[] HONESTIES = SoftwareHonesty.values();

    @Override
    public Schema schema() {
        return dev.synoptic.schemas.wire.HostState.getClassSchema();
    }

    @Override
    public void write(WireWriter out, HostState host) {
        out.number(host.firstMicros());
        out.number(host.lastMicros());
        out.number(host.connections());
        out.optional(host.system(), HostShape::writeSystem);
        out.optionalInt(host.distance());
        out.optionalText(host.link());
        out.optional(host.uptime(), HostShape::writeUptime);
        out.optionalLong(host.natMicros());
        out.optionalLong(host.changeMicros());
        out.optionalText(host.language());
        out.optional(host.software(), HostShape::writeSoftware);
        out.symbol(host.honesty());
        out.list(host.vantages(), VantageShape::write);
        out.number(host.touchedSeconds());
        out.list(host.history().days(), HistoryShape::writeDay);
        out.optional(host.tool(), HostShape::writeTool);
    }

    @Override
    public HostState read(WireReader in) {
        return new HostState(
                in.number(),
                in.number(),
                in.number(),
                in.optional(HostShape::readSystem),
                in.optionalInt(),
                in.optionalText(),
                in.optional(HostShape::readUptime),
                in.optionalLong(),
                in.optionalLong(),
                in.optionalText(),
                in.optional(HostShape::readSoftware),
                in.symbol(HONESTIES),
                in.list(VantageShape::read),
                in.number(),
                new HostHistory(in.list(HistoryShape::readDay)),
                in.optional(HostShape::readTool));
    }

    private static void writeSystem(WireWriter out, SeenSystem system) {
        JudgementShape.writeLabel(out, system.label());
        out.symbol(system.quality());
        out.number(system.micros());
    }

    private static SeenSystem readSystem(WireReader in) {
        return new SeenSystem(JudgementShape.readLabel(in), JudgementShape.readQuality(in), in.number());
    }

    private static void writeTool(WireWriter out, SeenTool tool) {
        JudgementShape.writeLabel(out, tool.label());
        out.number(tool.micros());
    }

    private static SeenTool readTool(WireReader in) {
        return new SeenTool(JudgementShape.readLabel(in), in.number());
    }

    private static void writeUptime(WireWriter out, Uptime uptime) {
        out.number(uptime.minutes());
        out.number(uptime.moduloDays());
        out.number(uptime.micros());
    }

    private static Uptime readUptime(WireReader in) {
        return new Uptime(in.number(), in.integer(), in.number());
    }

    private static void writeSoftware(WireWriter out, SeenSoftware software) {
        out.text(software.name());
        out.text(software.flavor());
        out.number(software.micros());
    }

    private static SeenSoftware readSoftware(WireReader in) {
        return new SeenSoftware(in.text(), in.text(), in.number());
    }
}
