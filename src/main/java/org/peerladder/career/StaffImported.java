package org.peerladder.career;

import java.util.List;

/** All people of a staff file are stored. Published in the import's transaction, so that access follows or nothing does. */
public record StaffImported(List<Worker> staff) {}
