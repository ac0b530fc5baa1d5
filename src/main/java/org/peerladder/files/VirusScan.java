package org.peerladder.files;

import java.io.IOException;
import java.io.InputStream;

/**
 * An agency's virus scanner. Provide a bean of this type, and every file is shown to it before it is stored; without one
 * files are stored as they come.
 */
public interface VirusScan {

    /**
     * Whether there is something bad in this file. Called by several threads at once; the caller closes the file.
     *
     * @throws IOException if the scanner cannot say. The file is then not taken, and the person asked to try again later
     */
    boolean isInfected(InputStream file) throws IOException;
}
