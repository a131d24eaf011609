/* Signatures: the same to the byte as ssh-keygen's, and none that was changed
   by a bit counts. That ssh-keygen takes ours is tests/whole/enrol.py's to
   show. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/with_data_folder.h"
#include "trust/sshsig.h"
#include "trust/tag.h"
#include "tried.h"

static const char text[] = "bonluon-seal 1\nend\n";

/*
 * By OpenSSH 9.2, with the private key whose seed is 0, 1, 2 ... 31 (the file
 * of such a key is "openssh-key-v1" and the same strings as in a signature):
 *
 *     printf 'bonluon-seal 1\nend\n' > text
 *     ssh-keygen -Y sign -f key -n bonluon text
 *     ssh-keygen -l -f key
 */
static const char by_openssh[] =
    "-----BEGIN SSH SIGNATURE-----\n"
    "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j\n"
    "CbpQ1fHdyGZBJVMbgAAAAHYm9ubHVvbgAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQy\n"
    "NTUxOQAAAEASMbXrrSjnSh/VzkMgvcQYUGiB9uHB2rGTGmhDb8YL4iBj3aNsynMIptJ1Fy\n"
    "yh/8V7IMPGdq/ACIx+GZZOOCQL\n"
    "-----END SSH SIGNATURE-----\n";
static const char base64[] =
    "AAAAC3NzaC1lZDI1NTE5AAAAIAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
static const char fingerprint[] =
    "SHA256:lbmsoA0yIEcEiVDRnMWuzm+nV+3ZEEpVIURqFoeSspg";
static const char key_file[] =
    "bonluon-sign-key 1 "
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

struct fixture {
    struct data_folder folder;
    struct sign_key key;
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct secret secret;
    data_folder_make(&f->folder);
    strcpy(secret.text, key_file);
    assert_true(secret_write(&secret, f->folder.path, SIGN_KEY_NAME));
    assert_int_equal(sign_key_load(&f->key, f->folder.path), SECRET_READ);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    data_folder_remove(&f->folder);
    free(f);
    return 0;
}

static enum sshsig_result check(const char *armoured)
{
    unsigned char public_key[SIGN_PUBLIC_SIZE];
    return sshsig_check(armoured, text, strlen(text), public_key);
}

static void a_signature_is_that_of_openssh(void **state)
{
    struct fixture *f = *state;
    char out[SSHSIG_SIZE];
    unsigned char public_key[SIGN_PUBLIC_SIZE] = {0};
    sshsig_make(&f->key, text, strlen(text), out);
    assert_string_equal(out, by_openssh);
    assert_int_equal(sshsig_check(out, text, strlen(text), public_key),
                     SSHSIG_GOOD);
    assert_memory_equal(public_key, f->key.public_key, SIGN_PUBLIC_SIZE);
    sshsig_make(&f->key, "", 0, out);
    assert_int_equal(sshsig_check(out, "", 0, public_key), SSHSIG_GOOD);
    assert_int_equal(check(out), SSHSIG_BAD);
}

static void a_public_key_is_written_and_read(void **state)
{
    struct fixture *f = *state;
    char out[SIGN_BASE64_SIZE];
    unsigned char public_key[SIGN_PUBLIC_SIZE];
    assert_string_equal(f->key.fingerprint, fingerprint);
    sign_base64(f->key.public_key, out);
    assert_string_equal(out, base64);
    assert_true(sign_read_base64(out, public_key));
    assert_memory_equal(public_key, f->key.public_key, SIGN_PUBLIC_SIZE);
    for (size_t i = 0; i < strlen(base64); i++) {
        strcpy(out, base64);
        out[i] = out[i] == '-' ? '.' : '-';
        assert_false(sign_read_base64(out, public_key));
        out[i] = '\0';
        assert_false(sign_read_base64(out, public_key));
    }
    /* One of the letters that libsodium knows besides. */
    for (int c = 0x80; c <= 0xff; c++) {
        strcpy(out, base64);
        out[40] = (char)c;
        assert_false(sign_read_base64(out, public_key));
    }
    /* Another algorithm of the same length. */
    strcpy(out, base64);
    out[12] = 'a';
    assert_false(sign_read_base64(out, public_key));
}

/* Whatever a bit of the armour was: only what bears the key or the signature
   still reads as one, and none is good. */
static void no_bit_of_the_armour_can_be_another(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t bit = 0; bit < 8 * strlen(by_openssh); bit++) {
        char other[sizeof by_openssh];
        memcpy(other, by_openssh, sizeof other);
        other[bit / 8] = (char)(other[bit / 8] ^ 1 << bit % 8);
        enum sshsig_result result = check(other);
        assert_int_not_equal(result, SSHSIG_GOOD);
        bad += result == SSHSIG_BAD;
    }
    assert_in_range(bad, 100, 8 * 4 * (32 + 64) / 3);
    assert_int_equal(check(by_openssh), SSHSIG_GOOD);
}

static void no_bit_of_the_text_can_be_another(void **state)
{
    (void)state;
    unsigned char public_key[SIGN_PUBLIC_SIZE];
    for (size_t bit = 0; bit < 8 * strlen(text); bit++) {
        char other[sizeof text];
        memcpy(other, text, sizeof other);
        other[bit / 8] = (char)(other[bit / 8] ^ 1 << bit % 8);
        assert_int_equal(
            sshsig_check(by_openssh, other, strlen(text), public_key),
            SSHSIG_BAD);
    }
    for (size_t length = 0; length <= sizeof text; length++) {
        enum sshsig_result expected =
            length == strlen(text) ? SSHSIG_GOOD : SSHSIG_BAD;
        assert_int_equal(sshsig_check(by_openssh, text, length, public_key),
                         expected);
    }
}

/* Signed as it should be, and told to be by another key. */
static void no_bit_of_the_key_can_be_another(void **state)
{
    struct fixture *f = *state;
    struct sign_key other = f->key;
    char out[SSHSIG_SIZE];
    for (size_t bit = 0; bit < 8 * SIGN_PUBLIC_SIZE; bit++) {
        other.public_key[bit / 8] ^= (unsigned char)(1 << bit % 8);
        sshsig_make(&other, text, strlen(text), out);
        assert_int_equal(check(out), SSHSIG_BAD);
        other.public_key[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
}

static void malformed_armour_is_broken(void **state)
{
    (void)state;
    char other[2 * SSHSIG_SIZE];
    for (size_t length = 0; length < strlen(by_openssh); length++) {
        memcpy(other, by_openssh, length);
        other[length] = '\0';
        assert_int_equal(check(other), SSHSIG_BROKEN);
        /* One letter left out, or doubled. */
        strcpy(other + length, by_openssh + length + 1);
        assert_int_not_equal(check(other), SSHSIG_GOOD);
        other[length] = by_openssh[length];
        strcpy(other + length + 1, by_openssh + length);
        assert_int_not_equal(check(other), SSHSIG_GOOD);
    }
    static const char *const ends[] = {"\n", " ", "x", "\r\n"};
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        snprintf(other, sizeof other, "%s%s", by_openssh, ends[i]);
        assert_int_equal(check(other), SSHSIG_BROKEN);
        snprintf(other, sizeof other, "%s%s", ends[i], by_openssh);
        assert_int_equal(check(other), SSHSIG_BROKEN);
    }
    /* The same letters, in other lines. */
    strcpy(other, by_openssh);
    char *first = strstr(other, "U1NI") + 70;
    assert_int_equal(*first, '\n');
    first[0] = first[1];
    first[1] = '\n';
    assert_int_equal(check(other), SSHSIG_BROKEN);
    assert_int_equal(check(""), SSHSIG_BROKEN);
}

/* Good ones of ssh-keygen, in another namespace and by another hash: made as
   above with -n file, and with -O hashalg=sha256. */
static void other_kinds_are_broken(void **state)
{
    (void)state;
    static const char *const others[] = {"-----BEGIN SSH SIGNATURE-----\n"
                                         "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1M"
                                         "TkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j\n"
                                         "CbpQ1fHdyGZBJVMbgAAAAEZmlsZQAAAAAAAAA"
                                         "Gc2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUx\n"
                                         "OQAAAEB8o6wLyYnEiwc0qxMIniEvn8q7SxyKp"
                                         "ldLp2wrsZSmSJKQuDgBjXiN5r6pS64Uv9\n"
                                         "gGJv5CD2zjAOBdZUHLx/4L\n"
                                         "-----END SSH SIGNATURE-----\n",
                                         "-----BEGIN SSH SIGNATURE-----\n"
                                         "U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1M"
                                         "TkAAAAgA6EHv/POEL4dcN0Y50vAmWfk1j\n"
                                         "CbpQ1fHdyGZBJVMbgAAAAHYm9ubHVvbgAAAAA"
                                         "AAAAGc2hhMjU2AAAAUwAAAAtzc2gtZWQy\n"
                                         "NTUxOQAAAEADuhDKz2VC1U7xOnHO+YmAsh/"
                                         "xVMxDdmOdXWySYZFFYnV0y3cD7t6V+qeBpr\n"
                                         "eGo4LTmk9vGIgpsvUlyXFu/H8A\n"
                                         "-----END SSH SIGNATURE-----\n"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_int_equal(check(others[i]), SSHSIG_BROKEN);
    }
}

static void a_key_is_made_and_loaded(void **state)
{
    struct fixture *f = *state;
    struct sign_key made;
    struct sign_key loaded;
    struct stat st;
    const char *path = data_folder_path(&f->folder, SIGN_KEY_NAME);
    assert_true(sign_key_make(&made, f->folder.path));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    assert_string_not_equal(made.fingerprint, fingerprint);
    assert_int_equal(sign_key_load(&loaded, f->folder.path), SECRET_READ);
    assert_memory_equal(&loaded, &made, sizeof made);
    sign_key_wipe(&made);
    static const unsigned char none[SIGN_SECRET_SIZE];
    assert_memory_equal(made.secret, none, sizeof none);
    assert_string_equal(made.fingerprint, loaded.fingerprint);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(sign_key_load(&loaded, f->folder.path), SECRET_MISSING);
    assert_int_equal(mkdir(path, 0700), 0);
    errno = 0;
    assert_false(sign_key_make(&made, f->folder.path));
    assert_int_not_equal(errno, 0);
    assert_memory_equal(made.secret, none, sizeof none);
}

static void a_damaged_file_gives_no_key(void **state)
{
    struct fixture *f = *state;
    struct sign_key loaded;
    char *whole = data_folder_read(&f->folder, SIGN_KEY_NAME);
    size_t length = strlen(whole);
    const char *path = data_folder_path(&f->folder, SIGN_KEY_NAME);
    for (size_t bit = 0; bit < 8 * length; bit++) {
        whole[bit / 8] = (char)(whole[bit / 8] ^ 1 << bit % 8);
        assert_true(files_replace(path, whole, length, FILES_UNSYNCED));
        assert_int_equal(sign_key_load(&loaded, f->folder.path),
                         SECRET_UNREADABLE);
        assert_int_equal(errno, 0);
        whole[bit / 8] = (char)(whole[bit / 8] ^ 1 << bit % 8);
    }
    free(whole);
    /* Whole, and no key of this kind. */
    static const char *const others[] = {
        "", "tries 1 0 0", "bonluon-sign-key 2 00", "bonluon-sign-key 1 00"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct secret secret;
        strcpy(secret.text, others[i]);
        assert_true(secret_write(&secret, f->folder.path, SIGN_KEY_NAME));
        assert_int_equal(sign_key_load(&loaded, f->folder.path),
                         SECRET_UNREADABLE);
        assert_string_equal(loaded.fingerprint, "");
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_signature_is_that_of_openssh),
        TEST(a_public_key_is_written_and_read),
        TEST(no_bit_of_the_armour_can_be_another),
        TEST(no_bit_of_the_text_can_be_another),
        TEST(no_bit_of_the_key_can_be_another),
        TEST(malformed_armour_is_broken),
        TEST(other_kinds_are_broken),
        TEST(a_key_is_made_and_loaded),
        TEST(a_damaged_file_gives_no_key),
    };
    return tried_all(cmocka_run_group_tests(tests, NULL, NULL),
                     "changes the seal to fit");
}
