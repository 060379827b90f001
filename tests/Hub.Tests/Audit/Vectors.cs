namespace Mash.Hub.Tests.Audit;

/// <summary>Leaf vectors, worked out by another program (Python's hmac, hashlib and json) and printed in docs/audit-leaf.md.</summary>
internal static class Vectors
{
    public const string Submission =
        """{"act":"contact.submit","actor":{"iss":"https://issuer.example/agencies","sub":"0192f0c1-0000-7000-8000-000000000001"},"agency":"0192f0c1-0000-7000-8000-000000000001","asserted":"cb8034d71d66af30f3a6fa491609dd844322ddab849f50d1bb53a3c0b9c8405e","body":"8a56f60c59fba2dddef162a3df507aa2f363efc8ff4d6adce69072a7dc4fa3d6","client":"0192f0c1-0000-7000-8000-000000000001","decision":"allow","request":"6f1c3a52-9d53-4d6c-8c0e-1b3d6a2f9e10","seq":7,"subject":"67e9f2cbf0ef1a7bbaf9b49918316900d9414a777668851c159b9d0f914f24e1","time":1795168800123,"trace":"4bf92f3577b34da6a3ce929d0e0e4736","v":1}""";

    public const string RefusedRead =
        """{"act":"contact.view","actor":{"iss":"https://issuer.example/agencies","sub":"0192f0c1-0000-7000-8000-000000000001"},"agency":"0192f0c1-0000-7000-8000-000000000001","client":"0192f0c1-0000-7000-8000-000000000001","decision":"deny","domain_time":1794996000123,"reason":"NOT_FOUND","seq":8,"subject":"67e9f2cbf0ef1a7bbaf9b49918316900d9414a777668851c159b9d0f914f24e1","time":1795168800123,"v":1}""";
}
