package dev.zoneledger.metrics.state;

import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimMark;
import dev.zoneledger.contract.ClaimRank;
import dev.zoneledger.contract.EventCodec;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Merge;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.PartialDate;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Reranking;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Version;
import dev.zoneledger.contract.ZoneEvent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Every total the slow, obvious way: walk over all claims, ask of each whether it counts, and add. */
final class Oracle {

    /** A total in words, so that both sides can be compared whatever they are made of. */
    record Row(String key, String figures) {}

    private static final EventCodec CODEC = new EventCodec();

    private final Map<String, Map.Entry<Version, ZoneEvent>> contents = new HashMap<>();
    private final Map<String, Map.Entry<Version, ClaimMark>> marks = new HashMap<>();

    Oracle(List<? extends ZoneEvent> history) {
        for (ZoneEvent event : history) {
            Version version = version(event);
            if (event instanceof ClaimMark mark) {
                marks.merge("claim/" + event.id(), Map.entry(version, mark), Oracle::greater);
            } else {
                contents.merge(event.type().kind() + "/" + event.id(), Map.entry(version, event), Oracle::greater);
            }
        }
    }

    private static <T> Map.Entry<Version, T> greater(Map.Entry<Version, T> left, Map.Entry<Version, T> right) {
        return left.getKey().compareTo(right.getKey()) >= 0 ? left : right;
    }

    private static Version version(ZoneEvent event) {
        try {
            EventCodec.Encoded encoded = CODEC.encode(event, "urn:test", null);
            return CODEC.decode(
                            name -> encoded.headers().containsKey(name)
                                    ? encoded.headers().get(name).getBytes(StandardCharsets.UTF_8)
                                    : null,
                            encoded.key().getBytes(StandardCharsets.UTF_8),
                            encoded.data())
                    .version();
        } catch (EventCodec.UndecodableEvent e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every total as of a date. */
    List<Row> totals(Scope scope, Measure measure, Basis basis, LocalDate asOf) {
        return rows(counted(scope, measure, basis, asOf));
    }

    Counted counted(Scope scope, Measure measure, Basis basis, LocalDate asOf) {
        return counted(standing(scope, measure, basis), asOf);
    }

    /** The part of an organisation with its projects in every registered total; under empty text that of projects alone. */
    List<Row> totalsOf(String organisation, Measure measure, Basis basis, LocalDate asOf) {
        return rows(counted(Scope.REGISTERED, measure, basis, asOf)
                .where(claim -> organisation.equals(organisationOf(claim.subject()))));
    }

    /** Whose hand a claim's figure is in: that of an organisation, or of a project that belongs to none. */
    String hand(Claim claim) {
        String organisation = organisationOf(claim.subject());
        return organisation.isEmpty() ? "project " + canonical(claim.subject()).project() : organisation;
    }

    String organisationOf(Subject stated) {
        Subject subject = canonical(stated);
        String organisation = subject.organisation() != null
                ? subject.organisation()
                : organisationOf(find(Project.class, subject.project()));
        return Objects.requireNonNullElse(organisation, "");
    }

    /** Every capacity as of a date, of what is and of the plans that are later than all that is of the same subject. */
    List<Row> outlook(LocalDate asOf) {
        return rows(countedInOutlook(asOf));
    }

    Counted countedInOutlook(LocalDate asOf) {
        List<Claim> actual = standing(Scope.REGISTERED, Measure.CAPACITY, Basis.ACTUAL);
        List<Claim> both = new ArrayList<>(actual);
        for (Claim plan : standing(Scope.REGISTERED, Measure.CAPACITY, Basis.PLANNED)) {
            if (actual.stream()
                    .filter(claim -> canonical(claim.subject()).equals(canonical(plan.subject()))
                            && Objects.equals(claim.product(), plan.product()))
                    .allMatch(claim -> day(claim).isBefore(day(plan)))) {
                both.add(plan);
            }
        }
        return counted(both, asOf);
    }

    private List<Claim> standing(Scope scope, Measure measure, Basis basis) {
        List<Claim> standing = new ArrayList<>();
        for (Claim claim : all(Claim.class)) {
            boolean isDeclared = claim.subject().zone() != null;
            if (claim.measure() == measure
                    && claim.basis() == basis
                    && isDeclared == (scope == Scope.DECLARED)
                    && mayCount(claim)) {
                standing.add(claim);
            }
        }
        return standing;
    }

    private Counted counted(List<Claim> standing, LocalDate asOf) {
        return new Counted(
                standing.stream().filter(claim -> counts(claim, standing, asOf)).toList(),
                standing.stream()
                        .filter(claim -> claim.effectiveFrom() != null
                                && claim.effectiveFrom().bound() != null
                                && day(claim).isAfter(asOf)
                                && counts(claim, standing, day(claim)))
                        .toList());
    }

    private static List<Row> rows(Counted counted) {
        return counted.figures().entrySet().stream()
                .map(row -> new Row(row.getKey(), row.getValue()))
                .toList();
    }

    private boolean counts(Claim claim, List<Claim> standing, LocalDate date) {
        return holds(claim, standing, date)
                && claim.status() != Status.UNKNOWN
                && standing.stream()
                        .noneMatch(other -> isBelow(canonical(other.subject()), canonical(claim.subject()))
                                && Objects.equals(other.product(), claim.product())
                                && other.status() == claim.status()
                                && Objects.equals(other.period(), claim.period())
                                && (other.quantity() instanceof Quantity.Figure
                                        || claim.quantity() instanceof Quantity.NoFigure)
                                && holds(other, standing, date));
    }

    private boolean holds(Claim claim, List<Claim> standing, LocalDate date) {
        return standing.stream()
                .filter(other -> canonical(other.subject()).equals(canonical(claim.subject()))
                        && Objects.equals(other.product(), claim.product())
                        && Objects.equals(other.period(), claim.period())
                        && !day(other).isAfter(date))
                .max(Comparator.comparing(Oracle::day)
                        .thenComparing(other -> rank(other) == ClaimRank.PREFERRED)
                        .thenComparing(other -> other.source().publishedOn() == null
                                ? LocalDate.MIN
                                : PartialDate.lastDay(other.source().publishedOn()))
                        .thenComparing(Claim::id))
                .filter(claim::equals)
                .isPresent();
    }

    private static LocalDate day(Claim claim) {
        return claim.effectiveFrom() == null
                ? LocalDate.MIN
                : claim.effectiveFrom().effectiveDay().orElseThrow();
    }

    private boolean isBelow(Subject lower, Subject upper) {
        if (upper.organisation() != null) {
            return lower.project() != null
                    && upper.organisation().equals(organisationOf(find(Project.class, lower.project())));
        }
        return upper.project() != null && lower.path().startsWith(upper.path() + "/");
    }

    private boolean mayCount(Claim claim) {
        boolean ranked = rank(claim) == ClaimRank.NORMAL || rank(claim) == ClaimRank.PREFERRED;
        boolean taken = mark(claim) != null && !(mark(claim) instanceof Reranking);
        boolean timed = claim.effectiveFrom() == null
                ? claim.basis() != Basis.CUMULATIVE && !claim.period().text().startsWith("..")
                : claim.effectiveFrom().effectiveDay().isPresent();
        return ranked && !taken && timed && isRegistered(claim.subject());
    }

    private boolean isRegistered(Subject subject) {
        Subject counted = canonical(subject);
        if (subject.zone() != null) {
            return true;
        }
        if (subject.organisation() != null) {
            Organisation organisation = find(Organisation.class, counted.organisation());
            return organisation != null && !organisation.outsideZone();
        }
        Project stated = find(Project.class, subject.project());
        Project project = find(Project.class, counted.project());
        if (project == null || !(project.contains(counted) || (stated != null && stated.contains(subject)))) {
            return false;
        }
        Organisation organisation = project.organisation() == null
                ? null
                : find(Organisation.class, canonical("organisation", project.organisation()));
        return organisation == null || !organisation.outsideZone();
    }

    private String organisationOf(Project project) {
        return project.organisation() == null ? null : canonical("organisation", project.organisation());
    }

    private Subject canonical(Subject subject) {
        if (subject.organisation() != null) {
            return Subject.organisation(canonical("organisation", subject.organisation()));
        }
        return subject.project() == null
                ? subject
                : new Subject(null, null, canonical("project", subject.project()), subject.phase(), subject.line());
    }

    /** Step by step, until a record is merged into none, or its merges lead back to itself. */
    private String canonical(String kind, String id) {
        List<String> ahead = new ArrayList<>();
        for (String next = into(kind, id); next != null && !ahead.contains(next); next = into(kind, next)) {
            ahead.add(next);
        }
        return ahead.isEmpty() || ahead.contains(id) ? id : canonical(kind, ahead.getFirst());
    }

    private String into(String kind, String id) {
        var merge = contents.get(kind + "-merge/" + id);
        return merge == null ? null : ((Merge) merge.getValue()).into();
    }

    private ClaimRank rank(Claim claim) {
        return mark(claim) instanceof Reranking reranking ? reranking.rank() : claim.rank();
    }

    private ClaimMark mark(Claim claim) {
        var mark = marks.get("claim/" + claim.id());
        var content = contents.get("claim/" + claim.id());
        return mark != null && mark.getKey().compareTo(content.getKey()) >= 0 ? mark.getValue() : null;
    }

    private <T> T find(Class<T> kind, String id) {
        var found = contents.get((kind == Project.class ? "project/" : "organisation/") + id);
        return found == null ? null : kind.cast(found.getValue());
    }

    private <T> Collection<T> all(Class<T> kind) {
        return contents.values().stream()
                .map(Map.Entry::getValue)
                .filter(kind::isInstance)
                .map(kind::cast)
                .collect(Collectors.toList());
    }
}
