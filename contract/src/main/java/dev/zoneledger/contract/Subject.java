package dev.zoneledger.contract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * What a claim is about: exactly one of zone, organisation or project; with a project also its phase, and with a phase
 * its line. In JSON for instance {@code {"project": "ke-rui-industrialisation", "phase": "phase-1", "line": "powder"}}.
 */
public record Subject(
        @Nullable String zone,
        @Nullable String organisation,
        @Nullable String project,
        @Nullable String phase,
        @Nullable String line) {

    public Subject {
        int stated = (zone == null ? 0 : 1) + (organisation == null ? 0 : 1) + (project == null ? 0 : 1);
        Check.that(stated == 1, "subject must name exactly one of zone, organisation or project");
        Check.that(phase == null || project != null, "a phase is a phase of a project: name the project too");
        Check.that(line == null || phase != null, "a line is a line of a phase: name the phase too");
        Check.optionalId("zone", zone);
        Check.optionalId("organisation", organisation);
        Check.optionalId("project", project);
        Check.optionalId("phase", phase);
        Check.optionalId("line", line);
    }

    public static Subject zone(String zone) {
        return new Subject(zone, null, null, null, null);
    }

    public static Subject organisation(String organisation) {
        return new Subject(null, organisation, null, null, null);
    }

    public static Subject project(String project) {
        return new Subject(null, null, project, null, null);
    }

    public static Subject phase(String project, String phase) {
        return new Subject(null, null, project, phase, null);
    }

    public static Subject line(String project, String phase, String line) {
        return new Subject(null, null, project, phase, line);
    }

    public Level level() {
        if (zone != null) {
            return Level.ZONE;
        }
        if (organisation != null) {
            return Level.ORGANISATION;
        }
        if (line != null) {
            return Level.LINE;
        }
        return phase != null ? Level.PHASE : Level.PROJECT;
    }

    /**
     * Below its zone, organisation or project: empty for that itself, {@code phase-1} or {@code phase-1/powder} for parts
     * of a project.
     */
    @JsonIgnore
    public String place() {
        if (phase == null) {
            return "";
        }
        return line == null ? phase : phase + "/" + line;
    }

    /** The subject in one word: {@code project/ke-rui-industrialisation/phase-1/powder}. */
    @JsonIgnore
    public String path() {
        if (zone != null) {
            return "zone/" + zone;
        }
        if (organisation != null) {
            return "organisation/" + organisation;
        }
        return "project/" + project + (phase == null ? "" : "/" + phase) + (line == null ? "" : "/" + line);
    }
}
