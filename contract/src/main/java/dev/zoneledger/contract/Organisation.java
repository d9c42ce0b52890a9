package dev.zoneledger.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enterprise, institute, university or agency.
 *
 * @param name the chosen English name
 * @param localName the name in the local script
 * @param lei its Legal Entity Identifier, ISO 17442; see {@link RegisterIds}
 * @param uscc its Unified Social Credit Code, GB 32100-2015; see {@link RegisterIds}
 * @param outsideZone whether it is spoken of in the zone's account but is no part of the zone
 * @param inferred what of this record no source says, and how it was inferred
 */
public record Organisation(
        String zone,
        String id,
        int revision,
        String name,
        @Nullable String localName,
        @Nullable String lei,
        @Nullable String uscc,
        OrganisationRole role,
        boolean outsideZone,
        List<Alias> aliases,
        @Nullable Speaker statedBy,
        @Nullable Source source,
        List<String> inferred,
        @Nullable String note)
        implements ProjectEvent {
    public Organisation {
        Check.id("zone", zone);
        Check.id("id", id);
        Check.revision(revision);
        Check.text("name", name);
        Check.faultless("lei", lei, RegisterIds::faultOfLei);
        Check.faultless("uscc", uscc, RegisterIds::faultOfUscc);
        Check.present("role", role);
        aliases = Check.list(aliases);
        inferred = Check.list(inferred);
    }
}
