package io.chatroom.chat;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.chatroom.protocol.Deed;
import io.chatroom.protocol.Sanction;
import io.chatroom.protocol.SignIn;
import org.jspecify.annotations.Nullable;

/**
 * A port: accounts, sanctions, and what operators did. A change is kept when its method
 * returns; its deed, if there is one, is kept with it, or neither is. All may wait for a
 * disk or a network, so they are called without a lock. Any thread.
 * <p>
 * Each method throws {@link java.io.UncheckedIOException} when the records cannot be read
 * or written; then nothing is changed.
 */
public interface Records {

	/** From how many addresses the owner of an account is known to have signed in. */
	int MOST_ADDRESSES = 20;

	/**
	 * Returns the account that has one of these keys, the best match first, or null.
	 */
	@Nullable Account account(Collection<String> keys);

	/**
	 * Returns all accounts, by name.
	 */
	List<Account> accounts();

	/**
	 * Adds an account.
	 * @param keys what its name reads like
	 * @return false, with nothing changed, if an account has one of the keys
	 */
	boolean add(Account account, Collection<String> keys, @Nullable Deed deed);

	/**
	 * Changes the secret of an account.
	 * @param account the account with its old secret
	 * @return false if no account has that name and secret
	 */
	boolean setSecret(Account account, String fresh, @Nullable Deed deed);

	/**
	 * Makes an account an operator's, or a member's.
	 * @param name the account's name
	 * @return false if no account has that name
	 */
	boolean setOperator(String name, boolean operator, Deed deed);

	/**
	 * Deletes an account, its tokens, and the addresses from which its owner has signed
	 * in.
	 * @return false if no account has that name and secret
	 */
	boolean remove(Account account, @Nullable Deed deed);

	/**
	 * Notes that the owner of an account has signed in.
	 * @return the account as it is then, or null if there is none with that name and
	 * secret
	 */
	@Nullable Account signedIn(Account account, SignIn signIn);

	/**
	 * Returns whether the owner of an account has signed in from an address. Only the
	 * latest {@value #MOST_ADDRESSES} addresses are known.
	 * @param name the account's name
	 */
	boolean hasSignedInFrom(String name, String address);

	/**
	 * Keeps a token.
	 * @param most how many its account may have
	 * @return false, with nothing changed, if there is no such account, or it has a token
	 * of that name, or has that many
	 */
	boolean add(Token token, int most, @Nullable Deed deed);

	/**
	 * Returns the token with a hash, or null.
	 */
	@Nullable Token token(String hash);

	/**
	 * Returns the tokens of an account, the oldest first.
	 * @param account the account's name
	 */
	List<Token> tokens(String account);

	/**
	 * Deletes a token.
	 * @param account the account's name
	 * @param name the token's name
	 * @return false if there is none
	 */
	boolean removeToken(String account, String name, @Nullable Deed deed);

	/**
	 * Returns the sanctions, the oldest first, and forgets those that are over.
	 */
	List<Sanction> sanctions(Instant now);

	/**
	 * Keeps a sanction, in place of the one of the same kind on the same subject.
	 */
	void put(Sanction sanction, Deed deed);

	/**
	 * Forgets a sanction.
	 * @return false if there is none
	 */
	boolean lift(Sanction.Kind kind, String subject, Deed deed);

	/**
	 * Keeps a deed.
	 */
	void add(Deed deed);

	/**
	 * Returns the latest deeds, the oldest first.
	 * @param most how many at most
	 */
	List<Deed> deeds(int most);

}
