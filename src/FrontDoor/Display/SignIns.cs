using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Sign-ins in words.</summary>
internal static class SignIns
{
    public static string Method(SignInMethod method) => method switch
    {
        SignInMethod.Passkey => "Passkey",
        SignInMethod.PasswordAndCode => "Password and code",
        SignInMethod.Password => "Password",
        _ => "Not known",
    };

    public static string Outcome(V1.SignIn signIn) => signIn switch
    {
        { Succeeded: true } => "Signed in",
        { Locked: true } => "Refused, and locked for 15 minutes",
        _ => "Refused",
    };
}
