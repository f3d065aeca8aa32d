package io.codedeveloper.auth;

/// Somebody whose identity is proven.
///
/// @param subject who, as the token names them
public record Principal(String subject, Role role) {}
