package io.codedeveloper.platform.contract;

/// What every document store must do: all parts of its contract.
public interface DocumentStoreContract
    extends DocumentFieldsContract, DocumentQueryContract, DocumentTransactionContract {}
