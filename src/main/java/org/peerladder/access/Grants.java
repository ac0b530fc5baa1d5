package org.peerladder.access;

import java.util.List;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.peerladder.Refusal;

/**
 * Rights are given or not given; there is none that takes another away. So the engine need not look for those before each
 * check, nor, since people are in few groups, for the groups that have any right at all.
 */
class Grants extends AuthorizationManager {

    @Override
    public void insert(DbEntity entity) {
        if (entity instanceof AuthorizationEntity authorization
                && authorization.getAuthorizationType() == Authorization.AUTH_TYPE_REVOKE) {
            throw new Refusal(
                    "type", "Rights are not revoked here, which would slow down every check; give fewer instead.");
        }
        super.insert(entity);
    }

    @Override
    public List<String> filterAuthenticatedGroupIds(List<String> groups) {
        return groups == null ? List.of() : groups;
    }
}
