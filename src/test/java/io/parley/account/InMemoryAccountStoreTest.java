package io.parley.account;

/** The accounts in memory. */
class InMemoryAccountStoreTest extends AccountStoreContract {
  @Override
  protected AccountStore createStore() {
    return new InMemoryAccountStore();
  }
}
