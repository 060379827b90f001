using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Compression;

namespace Mash.Compat.Tests;

/// <summary>The two API assemblies hold all that the two packages refer to. A gap would otherwise show only when the member is first used.</summary>
public sealed class ApiAssemblyTests
{
    private static readonly Assembly[] Api = [typeof(ServerCallContext).Assembly, typeof(ICompressionProvider).Assembly];

    public static TheoryData<string> Packages => new(typeof(GrpcServiceOptions).Assembly.Location, typeof(GrpcChannel).Assembly.Location);

    [Theory]
    [InlineData("Grpc.Core.Api")]
    [InlineData("Grpc.Net.Common")]
    public void ApiAssembly_Identity_IsTheOneThatThePackagesAskFor(string name)
    {
        var identity = Api.Select(assembly => assembly.GetName()).Single(assembly => assembly.Name == name);

        identity.Version.ShouldBe(new Version(2, 0, 0, 0));
        Convert.ToHexStringLower(identity.GetPublicKeyToken()!).ShouldBe("d754f35622e28bad");
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_EveryTypeAndMemberItRefersTo_IsDefined(string package)
    {
        var defined = Api.SelectMany(assembly => AssemblySurface.Defined(assembly.Location)).ToHashSet(StringComparer.Ordinal);
        var referred = AssemblySurface.Referred(package, [.. Api.Select(assembly => assembly.GetName().Name!)]);

        referred.Count.ShouldBeGreaterThan(80);
        referred.Except(defined).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_EveryType_Loads(string package) =>
        Should.NotThrow(() => Assembly.LoadFrom(package).GetTypes()).ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_EveryOverride_HasSomethingToOverride(string package)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

        var overrides = Assembly.LoadFrom(package).GetTypes()
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => method.IsVirtual && (method.Attributes & MethodAttributes.NewSlot) == 0)
            .ToList();

        overrides.ShouldNotBeEmpty();
        overrides.Where(method => method.GetBaseDefinition() == method).ShouldBeEmpty();
    }
}
