package dev.zoneledger.catalog.log;

import dev.zoneledger.contract.Addend;
import dev.zoneledger.contract.Basis;
import dev.zoneledger.contract.CapacityEvent;
import dev.zoneledger.contract.Claim;
import dev.zoneledger.contract.ClaimState;
import dev.zoneledger.contract.Measure;
import dev.zoneledger.contract.Merge;
import dev.zoneledger.contract.Merges;
import dev.zoneledger.contract.Organisation;
import dev.zoneledger.contract.ProductTree;
import dev.zoneledger.contract.Project;
import dev.zoneledger.contract.Qualifier;
import dev.zoneledger.contract.Quantity;
import dev.zoneledger.contract.Standing;
import dev.zoneledger.contract.Status;
import dev.zoneledger.contract.Subject;
import dev.zoneledger.contract.Version;
import dev.zoneledger.contract.ZoneEvent;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is on record after a history. */
final class World {

    private final Map<String, ClaimState> claims = new HashMap<>();
    private final Map<String, Map.Entry<Version, ZoneEvent>> records = new HashMap<>();
    private final Merges merges;

    World(List<ZoneEvent> history) throws Exception {
        for (ZoneEvent event : history) {
            Version version = Histories.version(event);
            if (event instanceof CapacityEvent capacity) {
                claims.merge(event.id(), ClaimState.of(capacity, version), ClaimState::merge);
            } else {
                records.merge(
                        event.type().kind() + "/" + event.id(),
                        Map.entry(version, event),
                        (left, right) -> left.getKey().compareTo(right.getKey()) >= 0 ? left : right);
            }
        }
        merges = Merges.of(records.values().stream()
                .map(Map.Entry::getValue)
                .filter(Merge.class::isInstance)
                .map(Merge.class::cast)
                .toList());
    }

    Set<String> holding(LocalDate day) {
        List<ClaimState> competing = claims.values().stream()
                .filter(state -> state.claim() != null && competes(state))
                .filter(state -> !day(state.claim()).isAfter(day))
                .toList();
        Set<String> ids = new TreeSet<>();
        for (ClaimState state : competing) {
            competing.stream()
                    .filter(other -> series(other.claim()).equals(series(state.claim())))
                    .max(Comparator.comparing((ClaimState other) -> day(other.claim()))
                            .thenComparing(Standing::of))
                    .ifPresent(holding -> ids.add(holding.claim().id()));
        }
        return ids;
    }

    private List<Object> series(Claim claim) {
        return Arrays.asList(
                merges.subject(claim.subject()),
                claim.measure(),
                claim.product(),
                claim.counted(),
                claim.basis(),
                claim.period());
    }

    private boolean competes(ClaimState state) {
        Claim claim = state.claim();
        boolean timed = claim.effectiveFrom() == null
                ? !claim.basis().code().equals("cumulative")
                        && !claim.period().text().startsWith("..")
                : claim.effectiveFrom().date() != null;
        return Standing.of(state).mayHold() && timed && isOfTheZone(claim.subject());
    }

    private boolean isOfTheZone(Subject subject) {
        if (subject.zone() != null) {
            return true;
        }
        if (subject.organisation() != null) {
            Organisation organisation = organisation(subject.organisation());
            return organisation != null && !organisation.outsideZone();
        }
        Project project = find(Project.class, "project/" + merges.project(subject.project()));
        Project stated = find(Project.class, "project/" + subject.project());
        if (!Merges.isRegistered(subject, stated, project)) {
            return false;
        }
        Organisation owner = project.organisation() == null ? null : organisation(project.organisation());
        return owner == null || !owner.outsideZone();
    }

    private Organisation organisation(String id) {
        return find(Organisation.class, "organisation/" + merges.organisation(id));
    }

    private <T> T find(Class<T> type, String key) {
        var record = records.get(key);
        return record == null ? null : type.cast(record.getValue());
    }

    private static LocalDate day(Claim claim) {
        return claim.effectiveFrom() == null
                ? LocalDate.MIN
                : claim.effectiveFrom().effectiveDay().orElseThrow();
    }

    /**
     * Every total of a measure the slow, obvious way: of each claim it is asked whether it counts.
     *
     * @return each as the service tells it, but for the figures, which are without trailing zeros here too
     */
    Map<String, String> totals(Measure measure, Basis basis, boolean isDeclared, LocalDate asOf) {
        List<Claim> competing = claims.values().stream()
                .filter(state -> state.claim() != null && competes(state))
                .map(ClaimState::claim)
                .filter(claim -> claim.measure() == measure
                        && claim.basis() == basis
                        && isDeclared == (claim.subject().zone() != null))
                .toList();
        Map<String, List<Claim>> rows = new TreeMap<>();
        Map<String, Integer> earlier = new TreeMap<>();
        for (Claim claim : competing) {
            for (String product : productsOf(claim, isDeclared)) {
                String key = product + " " + Addend.of(claim).slot() + " "
                        + Addend.of(claim).unit();
                if (!day(claim).isAfter(asOf)) {
                    if (counts(claim, competing, asOf)) {
                        rows.computeIfAbsent(key, each -> new ArrayList<>()).add(claim);
                    }
                } else if (claim.effectiveFrom().mayHaveBegunEarlier() && counts(claim, competing, day(claim))) {
                    rows.computeIfAbsent(key, each -> new ArrayList<>());
                    earlier.merge(key, 1, Integer::sum);
                }
            }
        }
        Map<String, String> totals = new TreeMap<>();
        rows.forEach((key, row) -> totals.put(key, figures(row) + " " + earlier.getOrDefault(key, 0)));
        return totals;
    }

    private static List<String> productsOf(Claim claim, boolean isDeclared) {
        if (claim.product() == null) {
            return List.of("null");
        }
        return isDeclared ? List.of(claim.product()) : ProductTree.builtIn().withAncestors(claim.product());
    }

    private boolean counts(Claim claim, List<Claim> competing, LocalDate day) {
        return !Addend.of(claim).slot().equals(Status.UNKNOWN.code())
                && holds(claim, competing, day)
                && competing.stream()
                        .filter(other -> isBelow(other.subject(), claim.subject()))
                        .filter(other -> Objects.equals(other.product(), claim.product()))
                        .filter(other ->
                                Addend.of(other).slot().equals(Addend.of(claim).slot()))
                        .filter(other -> holds(other, competing, day))
                        .noneMatch(other -> other.quantity() instanceof Quantity.Figure
                                || claim.quantity() instanceof Quantity.NoFigure);
    }

    private boolean holds(Claim claim, List<Claim> competing, LocalDate day) {
        return competing.stream()
                .filter(other ->
                        series(other).equals(series(claim)) && !day(other).isAfter(day))
                .max(Comparator.comparing(World::day).thenComparing(other -> Standing.of(claims.get(other.id()))))
                .filter(claim::equals)
                .isPresent();
    }

    private boolean isBelow(Subject lower, Subject upper) {
        if (lower.project() == null) {
            return false;
        }
        if (upper.organisation() != null) {
            String owner = find(Project.class, "project/" + merges.project(lower.project()))
                    .organisation();
            return owner != null && merges.organisation(owner).equals(merges.organisation(upper.organisation()));
        }
        return merges.subject(lower).path().startsWith(merges.subject(upper).path() + "/");
    }

    private static String figures(List<Claim> row) {
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal lower = BigDecimal.ZERO;
        BigDecimal upper = BigDecimal.ZERO;
        boolean isOpen = false;
        int approximate = 0;
        int without = 0;
        for (Claim claim : row) {
            if (!(claim.quantity() instanceof Quantity.Figure figure)) {
                without++;
                continue;
            }
            BigDecimal amount = figure.unit().toBase(figure.value());
            value = value.add(amount);
            lower = lower.add(figure.qualifier() == Qualifier.AT_MOST ? BigDecimal.ZERO : amount);
            upper = upper.add(amount);
            isOpen |= figure.qualifier() == Qualifier.AT_LEAST;
            approximate += figure.qualifier() == Qualifier.APPROXIMATELY ? 1 : 0;
        }
        boolean has = row.size() > without;
        return "[%s %s %s] %d %d %d"
                .formatted(
                        has ? plain(value) : null,
                        has ? plain(lower) : null,
                        has && !isOpen ? plain(upper) : null,
                        row.size(),
                        approximate,
                        without);
    }

    static String plain(BigDecimal figure) {
        return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
    }
}
