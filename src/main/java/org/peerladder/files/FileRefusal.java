package org.peerladder.files;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Files that cannot be taken: why, and what would be right. Nothing is stored of any file sent with them. */
class FileRefusal extends ResponseStatusException {

    FileRefusal(HttpStatus status, String sentence) {
        super(status, sentence + " Nothing was stored.");
    }

    static FileRefusal of(String fileName, HttpStatus status, String sentence) {
        return new FileRefusal(status, "\"" + fileName + "\": " + sentence);
    }
}
