package dev.zoneledger.ingest.sheet;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a table may ask for, so that a small file cannot fill a large memory; each is named where it is exceeded. */
@ConfigMapping(prefix = "zone.ingest.sheets")
interface SheetLimits {

    /** In a row; the widest template has 31. */
    @WithDefault("200")
    int columns();

    /** Characters of a cell, as many as Excel takes. */
    @WithDefault("32767")
    int cell();

    /** Rows of one project: they are held together until it ends. */
    @WithDefault("1000")
    int rowsOfEntry();

    /** Of an XLSX file as it is sent; it is kept on disk while it is read. */
    @WithDefault("512M")
    MemorySize workbook();

    /**
     * Of the parts of an XLSX file when they are unzipped, each as often as it is read: the sheet with the table twice. A
     * million rows of claims come to half of this.
     */
    @WithDefault("4G")
    MemorySize unzipped();

    /** How many times larger a part may be than its zipped form; tables of real texts come to 10 to 50. */
    @WithDefault("300")
    int ratio();

    /** Of the table of texts that cells of an XLSX file share; it is held in memory. */
    @WithDefault("64M")
    MemorySize sharedTexts();
}
