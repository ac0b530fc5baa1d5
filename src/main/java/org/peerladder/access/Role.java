package org.peerladder.access;

import java.util.EnumSet;
import java.util.Set;

/** The groups of the engine. Created at every start; a person may be in several. */
public enum Role {
    PEERS("peers", "Peer workers"),
    SUPERVISORS("supervisors", "Supervisors"),
    HR("hr", "Human resources"),
    PANEL("panel", "Panel reviewers"),
    COORDINATORS("coordinators", "Mentoring coordinators"),
    FINANCE("finance", "Finance"),
    DIRECTORS("directors", "Directors"),
    COMPLIANCE("compliance", "Medicaid compliance"),
    FAIR_CHANCE("fair-chance", "Fair-chance officers"),
    PROCESS_OWNERS("process-owners", "Process owners"),
    MANAGERS("managers", "Managers"),
    ADMINISTRATORS("camunda-admin", "Administrators");

    private final String id;
    private final String title;

    Role(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** The engine's group id, as models, tables and the roster write it. */
    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** Everyone who works in the agency's processes; not the administrators, who repair them. */
    static Set<Role> staff() {
        return EnumSet.complementOf(EnumSet.of(ADMINISTRATORS));
    }
}
