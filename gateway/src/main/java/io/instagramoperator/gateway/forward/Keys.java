package io.instagramoperator.gateway.forward;

import io.instagramoperator.instagram.signature.AppSecret;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that sign for one account, made of the app's secrets once. While a secret is rotated, gateway and receiver read
 * their files at different moments: so the key that was accepted last is tried first, and then the others.
 *
 * @param secrets those that the keys were made of
 * @param inOrder at least one
 */
record Keys(List<AppSecret> secrets, List<AppSecret> inOrder) {

    static Keys of(List<AppSecret> secrets, String instagramId) {
        return new Keys(
                secrets,
                secrets.stream().map(secret -> secret.gatewayKey(instagramId)).toList());
    }

    Keys afterAccepted(AppSecret key) {
        if (inOrder.getFirst().equals(key)) {
            return this;
        }
        List<AppSecret> others = new ArrayList<>(inOrder);
        if (!others.remove(key)) {
            return this;
        }
        others.addFirst(key);
        return new Keys(secrets, List.copyOf(others));
    }
}
