package dev.zoneledger.contract;

/** What exists and what happened: registered records, without a figure of their own. */
public sealed interface ProjectEvent extends ZoneEvent
        permits Zone, Organisation, Project, Policy, Milestone, Ranking, ChainStatement, Merge {}
